package token

// InspectLibrary lets tests look at libraries of other systems.
var InspectLibrary = inspectLibrary
