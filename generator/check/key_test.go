package check_test

// testKey signs in examples and nowhere else. Its signatures are the same on
// every run, so that the names of the commits are. The public half is
// ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAThi3RIgA68ch4oYgsB3T/OtE0S50KZg8jQbMSR4uF
const testKey = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACAAE4Yt0SIAOvHIeKGILAd0/zrRNEudCmYPI0GzEkeLhQAAAJB404iSeNOI
kgAAAAtzc2gtZWQyNTUxOQAAACAAE4Yt0SIAOvHIeKGILAd0/zrRNEudCmYPI0GzEkeLhQ
AAAECPcG0HBcgHCviTp5cY32aTJALhXJHtI8spenf08bpYVgAThi3RIgA68ch4oYgsB3T/
OtE0S50KZg8jQbMSR4uFAAAACHRlc3Qga2V5AQIDBAU=
-----END OPENSSH PRIVATE KEY-----
`
