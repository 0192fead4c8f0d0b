"""``python -m tools.neo4j``: start a Neo4j server for tests, say where it is, stop it when Enter is pressed."""

import sys

from tools.neo4j.server import PASSWORD, NoServerError, Server


def main() -> int:
    """Run the server until standard input says a line, or ends."""
    try:
        server = Server().start()
    except NoServerError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        sys.stdout.write(f"{server.address} (NEO4J_USERNAME=neo4j NEO4J_PASSWORD={PASSWORD}); Enter stops it\n")
        sys.stdout.flush()
        sys.stdin.readline()
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
