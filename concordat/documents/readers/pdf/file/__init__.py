"""What a PDF file is made of: values, packed streams, and objects that refer to one another."""
