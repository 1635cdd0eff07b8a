"""Sets a sheet on paper: PDF by Typst, .docx by python-docx. One sheet, the same words in both."""
