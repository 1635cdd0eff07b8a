"""What readers ask of boards, read from addresses; what they keep, read from forms."""
