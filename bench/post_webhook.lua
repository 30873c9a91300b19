-- A webhook's body, as a receiver gets it.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json; charset=UTF-8"
wrk.body = '{"imp_uid":"imps_123456789012","merchant_uid":"b-12345","status":"paid"}'
