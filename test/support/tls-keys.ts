// Two pairs of keys for a server on this machine, for tests only: made for nobody and trusted by nobody.

type Pair = { readonly key: string; readonly cert: string }

export const keysForTests: Pair = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgEtQDo01xefF26Cms
g9fzdceSe07z3pbJMNUiD/iDN42hRANCAAT/BoXiRr8zSJPQZKQjYjFBcyX/ys/O
5wHDKGt2GBg6qekkg85JGzrvlj218b/m1llYLAg/bop1LEz0Sb388gbf
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIURQPeSFcm6ZNykBVLaP4ylubzLmwwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODAxMTAwMloYDzIxMjYxMTA0
MDExMDAyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAT/BoXiRr8zSJPQZKQjYjFBcyX/ys/O5wHDKGt2GBg6qekkg85JGzrv
lj218b/m1llYLAg/bop1LEz0Sb388gbfo28wbTAdBgNVHQ4EFgQUcPZqj8p5Cl2I
l3rDpxJkwOSBlq0wHwYDVR0jBBgwFoAUcPZqj8p5Cl2Il3rDpxJkwOSBlq0wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgRZ1mjgGozKdEVJdR04U3mEgNuC9FwZInOmKjFclGCaACIH6X
wipqcaIpOxscvOJAnI2o+3MGVVaYs2/ghlIfWvNP
-----END CERTIFICATE-----
`,
}

/** Another pair, to tell a renewed one from the one before. */
export const otherKeysForTests: Pair = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/6RzfYJs9eWqSOG1
oUOYDEhehZUpVwwjq7Wf9B5WAquhRANCAATN+Vp4S+4+UDgtoJ9AiRxBssNQyMYx
m4EdvzcjyHcSIqpdtH0XxNCTkuDYyG0yt+FWXmy9yZ4R4Iet0vRluAwz
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUKIpJ8f/Nwsx+Vq9GznhmBBSd9gEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODAxMTAwMloYDzIxMjYxMTA0
MDExMDAyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATN+Vp4S+4+UDgtoJ9AiRxBssNQyMYxm4EdvzcjyHcSIqpdtH0XxNCT
kuDYyG0yt+FWXmy9yZ4R4Iet0vRluAwzo28wbTAdBgNVHQ4EFgQU+9312Z9KOvLQ
5nx9nX7TFQqt1uMwHwYDVR0jBBgwFoAU+9312Z9KOvLQ5nx9nX7TFQqt1uMwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAPe2nE9DneB8DVwj6I++q9yhGLS8G4rKqfopbUwEZir/AiAG
WBFfISwkdNwLtk75p/qpfaJ+48HIsh43mH9PO3c+ng==
-----END CERTIFICATE-----
`,
}
