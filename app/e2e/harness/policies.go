package harness

import ()

// What the browser itself logs of what it does not let in.
var (
	Blocked    = []string{"violates the following", "violates the document's"}
	NotAllowed = []string{"CORS policy", "ERR_FAILED"}
)
