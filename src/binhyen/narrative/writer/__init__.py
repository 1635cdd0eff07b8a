"""The writer: templates and measured values in, sentences out. Pure: no Django, database or clock."""
