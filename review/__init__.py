"""The review loop: facts and links out to a workbook, people's verdicts back into the base.

A verdict is tied to the words it was given on (``keys``), so it survives rebuilding, sorting and
edits elsewhere in the text; where its words are gone it is listed as a conflict, never dropped.
"""
