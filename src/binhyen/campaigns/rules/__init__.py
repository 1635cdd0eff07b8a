"""What events, boxes and conventions may say and what they count: pure."""
