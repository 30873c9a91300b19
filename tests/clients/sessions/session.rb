# SPDX-License-Identifier: MIT
# A shop in Ruby, written as usual: the host is a literal, webhooks are looked up again.
require 'json'
require 'net/http'
require 'socket'

API = 'https://api.iamport.kr'
$token = ''

def api(method, path, fields = nil, base = API)
  uri = URI(base + path)
  request = Net::HTTP.const_get(method.capitalize).new(uri)
  request['Authorization'] = $token
  if fields
    request['Content-Type'] = 'application/json'
    request.body = JSON.generate(fields)
  end
  response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request(request) }
  [response.code.to_i, JSON.parse(response.body)]
end

def take_webhook(listener)
  connection = listener.accept
  length = 0
  while (line = connection.gets) != "\r\n"
    length = line.split(':')[1].to_i if line.downcase.start_with?('content-length:')
  end
  body = JSON.parse(connection.read(length))
  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
  connection.close
  body
end

keys = { imp_key: ENV.fetch('IMP_KEY'), imp_secret: ENV.fetch('IMP_SECRET') }
status, login = api('POST', '/users/getToken', keys)
raise login['message'] unless status == 200

$token = login['response']['access_token']
puts "token #{status}"
puts "wrong secret #{api('POST', '/users/getToken', keys.merge(imp_secret: 'wrong'))[0]}"

card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' }
puts "key #{api('POST', '/subscribe/customers/kim', card)[1]['response']['customer_uid']}"

listener = TCPServer.new('127.0.0.1', 0)
url = "http://127.0.0.1:#{listener.addr[1]}/webhook"
status, = api('PUT', '/_emulator/webhooks/settings', { url: url }, ENV.fetch('PORTONE_EMULATOR_URL'))
raise status.to_s unless status == 200

order = { customer_uid: 'kim', merchant_uid: 'order-1', amount: 9900, name: 'a month' }
charge = api('POST', '/subscribe/payments/again', order)[1]['response']
puts "charge #{charge['status']} #{charge['amount']}"
imp_uid = take_webhook(listener)['imp_uid']
fetched = api('GET', "/payments/#{imp_uid}")[1]['response']
puts "webhook #{fetched['status']} #{fetched['amount']}"
found = api('GET', '/payments/find/order-1')[1]['response']
puts "lookup #{found['merchant_uid']} #{found['status']}"
puts "second charge refused #{api('POST', '/subscribe/payments/again', order)[1]['code']}"
cancelled = api('POST', '/payments/cancel', { imp_uid: imp_uid, reason: 'returned' })[1]['response']
puts "cancel #{cancelled['status']} #{cancelled['cancel_amount']}"

now = Time.now.to_i
schedules = [{ merchant_uid: 'order-2', schedule_at: now + 86_400, amount: 9900 }]
planned = api('POST', '/subscribe/payments/schedule', { customer_uid: 'kim', schedules: schedules })[1]['response'][0]
puts "schedule #{planned['merchant_uid']} #{planned['schedule_status']}"
listed = api('GET', "/subscribe/payments/schedule/customers/kim?from=#{now}&to=#{now + 172_800}")[1]
puts "list #{listed['response']['list'].length}"
revoked = api('POST', '/subscribe/payments/unschedule', { customer_uid: 'kim' })[1]['response'][0]
puts "unschedule #{revoked['merchant_uid']} #{revoked['schedule_status']}"
puts "unknown payment #{api('GET', '/payments/imp_000000000000')[0]}"

sale = { pg: 'kcp', name: 'cash', amount: 9900, identifier: '010-1234-5678' }
receipt = api('POST', '/receipts/external/cash-1', sale)[1]['response']
puts "receipt #{receipt['type']} #{receipt['amount']} #{receipt['vat']}"
puts "second receipt refused #{api('POST', '/receipts/external/cash-1', sale)[0]}"
puts "receipt found #{api('GET', '/receipts/external/cash-1')[1]['response']['amount']}"
puts "receipt cancelled #{api('DELETE', '/receipts/external/cash-1')[1]['response']['merchant_uid']}"
puts "receipt of a card refused #{api('POST', "/receipts/#{imp_uid}", { identifier: '010-1234-5678' })[0]}"

person = { pg: 'danal', merchant_uid: 'join-1', name: 'kim', phone: '010-1234-5678', birth: '820213',
           gender_digit: 1, carrier: 'SKT' }
status, requested = api('POST', '/certifications/otp/request', person)
puts "otp requested #{status}"
certified = "/certifications/#{requested['response']['imp_uid']}"
confirm = "/certifications/otp/confirm/#{requested['response']['imp_uid']}"
puts "wrong otp refused #{api('POST', confirm, { otp: '000000' })[0]}"
sent = api('GET', '/_emulator/certifications?merchant_uid=join-1', nil, ENV.fetch('PORTONE_EMULATOR_URL'))[1]
code = { otp: sent['certifications'][0]['otp'] } # a person reads it on the telephone
confirmed = api('POST', confirm, code)[1]['response']
puts "certified #{confirmed['merchant_uid']} #{confirmed['name']}"
puts "second confirmation refused #{api('POST', confirm, code)[0]}"
puts "certification found #{api('GET', certified)[1]['response']['name']}"
puts "certification deleted #{api('DELETE', certified)[1]['response']['merchant_uid']}"
puts "deleted certification #{api('GET', certified)[0]}"
window = { kind: 'certification', params: { pg: 'danal', merchant_uid: 'join-2' } } # as a page opens it
told = api('POST', '/_emulator/checkouts', window, ENV.fetch('PORTONE_EMULATOR_URL'))[1]['callback']
puts "window certified #{api('GET', "/certifications/#{told['imp_uid']}")[1]['response']['merchant_uid']}"
