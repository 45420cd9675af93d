"""Words put into lines and paragraphs, and the text around a document told from it."""
