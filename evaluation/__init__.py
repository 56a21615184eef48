"""Annotations against facts: precision, recall, F1, attribute accuracy and agreement.

Works on rows (dictionaries of schema 1), so that a program's facts, a researcher's annotation and
a second annotator's can each be held against another.
"""
