"""One writer for each format that leaves: the same values that readers give become a file's bytes.

Every writer is a calculation: the same document gives the same bytes on any day, and no word of a document is ever
taken for code, a formula or an address. Only the PDF writer looks at files: its template and the font.
"""

from concordat.documents.writers.pdf import FontsMissing, write_pdf
from concordat.documents.writers.separated import write_separated
from concordat.documents.writers.word import write_word
from concordat.documents.writers.workbook import write_workbook

__all__ = ["FontsMissing", "write_pdf", "write_separated", "write_word", "write_workbook"]
