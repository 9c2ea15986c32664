"""What every question type keeps, whichever it is."""
