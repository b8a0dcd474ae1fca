"""What the DAGs of the sources are made of: the file of sources, the order of a fetch, and the fetcher's answer."""
