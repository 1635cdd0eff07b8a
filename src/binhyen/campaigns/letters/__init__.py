"""What goes on paper around an event: invitation, programme, minutes, notice of conclusions."""
