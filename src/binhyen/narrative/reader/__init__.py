"""The reader: text in, figures out. Pure: no Django, database, clock or files beside its vocabulary."""
