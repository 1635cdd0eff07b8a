"""Grassroots forces: teams and groups, their members and service, ratings, duty and patrols."""
