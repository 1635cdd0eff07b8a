"""PDF: words with their places on the page, put together to lines, paragraphs and tables. In a limited process."""
