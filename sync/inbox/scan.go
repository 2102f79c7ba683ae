package inbox

import "database/sql"

func scanTouch(row *sql.Rows) (t touch, err error) {
	err = row.Scan(&t.Type, &t.ID)
	return t, err
}

func scanName(row *sql.Rows) (name string, err error) {
	err = row.Scan(&name)
	return name, err
}

func scanWanted(row *sql.Rows) (w WantedFile, err error) {
	err = row.Scan(&w.SHA256, &w.Size, &w.Type)
	return w, err
}
