"""Who may administer whom, how long a post lasts, how passwords and idle sessions are treated. Pure."""
