"""Turns bytes into blocks, tables and cells; knows files, not plans."""

from concordat.documents.readers import read

__all__ = ["read"]
