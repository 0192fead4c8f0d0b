"""The tree of errors: what a user is told, where it is, what exists, and a hint."""


class ClewError(Exception):
    """Something that the user can mend; shown as a message, never as a traceback.

    Parameters
    ----------
    message : str
        What is wrong, and where.
    hint : str, optional
        What to do about it.
    code : str
        Stable code with a page in the documentation.
    """

    code = "error"

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code
