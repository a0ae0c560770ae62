"""Forecasts of what history holds, made with what was known before it."""
