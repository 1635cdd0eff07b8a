"""Word's files: what stands in them, in the order of the page. Runs in a limited process."""
