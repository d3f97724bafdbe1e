profile mine
