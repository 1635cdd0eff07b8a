"""Pure rules of the lake and of signals: no Django, clock or database."""
