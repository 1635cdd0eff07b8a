"""What the page's parts need to know: the navigation, the states of things, sentences in the reader's language."""
