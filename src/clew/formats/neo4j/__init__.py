"""Neo4j: a graph database at an address, read as a GRAPH; `clew.push` writes to it."""
