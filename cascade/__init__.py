"""Upper plan × lower plan → relations with reasons, measures, findings; knows no graph library."""
