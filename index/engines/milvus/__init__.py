"""The engine beyond one machine: Milvus, embedded in a folder, on a server or a cluster."""
