"""Bình Yên: a year of the movement "Toàn dân bảo vệ an ninh Tổ quốc" in a province, from plan to signed report."""
