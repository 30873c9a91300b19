# SPDX-License-Identifier: MIT
# A shop with a monthly subscription in Ruby, written as usual: the real host is a literal, and the
# next charge is planned by the clock of the machine. PORT=8000 ruby shop.rb
require 'date'
require 'json'
require 'net/http'
require 'socket'

$ledger = []
$token = { 'expired_at' => 0 }
$last_paid = nil

def api(method, path, fields = nil)
  if path != '/users/getToken' && $token['expired_at'] <= Time.now.to_i + 60
    $token = api('POST', '/users/getToken', { imp_key: 'ruby-shop', imp_secret: 'secret' })
  end
  uri = URI("https://api.iamport.kr#{path}")
  request = Net::HTTP.const_get(method.capitalize).new(uri)
  request['Authorization'] = $token['access_token'] || ''
  request['Content-Type'] = 'application/json'
  request.body = JSON.generate(fields) if fields
  response = Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
  reply = JSON.parse(response.body)
  raise "#{path}: #{response.code} #{reply['message']}" unless response.code == '200' && reply['code'].zero?

  reply['response']
end

def make_order_number
  "order_#{(Time.now.to_f * 1000).to_i}"
end

def subscribe
  api('POST', '/subscribe/customers/kim',
      { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' })
  api('POST', '/subscribe/payments/again',
      { customer_uid: 'kim', merchant_uid: make_order_number, amount: 9900, name: 'a month' })
end

def plan_next(date)
  api('POST', '/subscribe/payments/schedule',
      { customer_uid: 'kim', schedules: [{ merchant_uid: make_order_number, schedule_at: date.to_time.to_i, amount: 9900 }] })
end

def record(status, amount)
  $ledger << "#{Date.today} #{status} #{amount}"
end

def take_webhook(imp_uid)
  payment = api('GET', "/payments/#{imp_uid}")
  record(payment['status'], payment['amount'])
  case payment['status']
  when 'paid'
    $last_paid = imp_uid
    plan_next(DateTime.now >> 1)
  when 'failed'
    plan_next(DateTime.now + 1)
  end
end

def refund
  payment = api('POST', '/payments/cancel', { imp_uid: $last_paid, reason: 'not wanted' })
  record('refunded', payment['cancel_amount'])
end

def handle(path, text)
  case path
  when '/subscribe' then subscribe
  when '/webhook' then take_webhook(JSON.parse(text)['imp_uid'])
  when '/refund' then refund
  when '/ledger' then return [200, $ledger.map { |line| "#{line}\n" }.join]
  end
  [200, "ok\n"]
rescue StandardError => e
  warn e.message
  [500, "#{e.message}\n"]
end

server = TCPServer.new('127.0.0.1', ENV.fetch('PORT').to_i)
loop do
  Thread.new(server.accept) do |connection|
    path = connection.gets.to_s.split[1]
    length = 0
    while (line = connection.gets) && line != "\r\n"
      length = line.split(':')[1].to_i if line.downcase.start_with?('content-length:')
    end
    status, body = handle(path, connection.read(length))
    connection.write("HTTP/1.1 #{status} x\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
    connection.close
  end
end
