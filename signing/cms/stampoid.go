package cms

// OIDTimeStampInfo is the content type of a time stamp token (RFC 3161 §2.4.2).
var OIDTimeStampInfo = oidTSTInfo
