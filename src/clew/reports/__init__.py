"""From a result and its graph to a report that people sign: HTML, Markdown, CSV, XLSX, JSON, PDF."""
