"""A data package on disk: its folder or zip, its tables, its descriptor; read, written, tidied."""
