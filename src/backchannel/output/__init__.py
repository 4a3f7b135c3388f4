"""Answers as text: tables, CSV, JSON, pages in Markdown and HTML."""
