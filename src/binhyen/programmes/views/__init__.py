"""Pages of joint programmes."""
