-- One-time charges, each with a new merchant_uid. The request is made once, and only its number
-- changes: what the load generator does itself takes time from the server on the same processors.
local tag = os.getenv("RUN_TAG")
local count = 0
local before, after

function init()
  local headers = {
    ["Authorization"] = os.getenv("TOKEN"),
    ["Content-Type"] = "application/json",
  }
  local body = '{"merchant_uid":"b-' .. tag .. '-00000000","amount":3000,"name":"bench",'
    .. '"card_number":"1234-1234-1234-1234","expiry":"2030-12","birth":"820213","pwd_2digit":"00"}'
  before, after = wrk.format("POST", nil, headers, body):match("^(.*)00000000(.*)$")
end

function request()
  count = count + 1
  return before .. string.format("%08d", count) .. after
end
