"""Offices and jobs, who bears them, and the state that they are of."""
