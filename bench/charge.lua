-- One-time charges, each with a new merchant_uid.
local headers = {
  ["Authorization"] = os.getenv("TOKEN"),
  ["Content-Type"] = "application/json",
}
local tag = os.getenv("RUN_TAG")
local count = 0

function request()
  count = count + 1
  local body = '{"merchant_uid":"b-' .. tag .. "-" .. count .. '","amount":3000,"name":"bench",'
    .. '"card_number":"1234-1234-1234-1234","expiry":"2030-12","birth":"820213","pwd_2digit":"00"}'
  return wrk.format("POST", nil, headers, body)
end
