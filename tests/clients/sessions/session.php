<?php
// SPDX-License-Identifier: MIT
// A shop in PHP, written as usual: the host is a literal, webhooks are looked up again.
//   php session.php [curl|guzzle|guzzle-streams]
const API = 'https://api.iamport.kr';
$client = $argv[1] ?? 'curl';
$token = '';

function send_with_curl(string $method, string $url, array $headers, ?string $body): array
{
    $curl = curl_init($url);
    curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
    curl_setopt($curl, CURLOPT_CUSTOMREQUEST, $method);
    if ($body !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, $body);
    }
    curl_setopt($curl, CURLOPT_HTTPHEADER, array_map(fn ($name) => "$name: $headers[$name]", array_keys($headers)));
    $reply = curl_exec($curl);
    if ($reply === false) {
        throw new Exception(curl_error($curl));
    }
    return [curl_getinfo($curl, CURLINFO_HTTP_CODE), $reply];
}

function send_with_guzzle(string $method, string $url, array $headers, ?string $body): array
{
    global $client;
    static $guzzle = null;
    if ($guzzle === null) {
        require_once '/usr/share/php/GuzzleHttp/autoload.php';  // Debian's php-guzzlehttp-guzzle
        $streams = $client === 'guzzle-streams' ? ['handler' => GuzzleHttp\HandlerStack::create(new GuzzleHttp\Handler\StreamHandler())] : [];
        $guzzle = new GuzzleHttp\Client(['http_errors' => false] + $streams);
    }
    $reply = $guzzle->request($method, $url, ['headers' => $headers, 'body' => $body]);
    return [$reply->getStatusCode(), (string) $reply->getBody()];
}

function api(string $method, string $path, ?array $fields = null, string $base = API): array
{
    global $client, $token;
    $headers = ['Authorization' => $token] + ($fields === null ? [] : ['Content-Type' => 'application/json']);
    $body = $fields === null ? null : json_encode($fields);
    $send = $client === 'curl' ? 'send_with_curl' : 'send_with_guzzle';
    [$status, $reply] = $send($method, $base . $path, $headers, $body);
    return [$status, json_decode($reply, true)];
}

function take_webhook($listener): array
{
    $connection = stream_socket_accept($listener);
    $length = 0;
    while (($line = fgets($connection)) !== "\r\n") {
        if (stripos($line, 'content-length:') === 0) {
            $length = (int) substr($line, 15);
        }
    }
    $body = json_decode(stream_get_contents($connection, $length), true);
    fwrite($connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    fclose($connection);
    return $body;
}

$keys = ['imp_key' => getenv('IMP_KEY'), 'imp_secret' => getenv('IMP_SECRET')];
[$status, $login] = api('POST', '/users/getToken', $keys);
if ($status !== 200) {
    throw new Exception("getToken: $status {$login['message']}");
}
$token = $login['response']['access_token'];
echo "token $status\n";
echo 'wrong secret ', api('POST', '/users/getToken', ['imp_secret' => 'wrong'] + $keys)[0], "\n";

$card = ['card_number' => '1234-1234-1234-1234', 'expiry' => '2030-12', 'birth' => '820213', 'pwd_2digit' => '00'];
echo 'key ', api('POST', '/subscribe/customers/kim', $card)[1]['response']['customer_uid'], "\n";

$listener = stream_socket_server('tcp://127.0.0.1:0');
$url = 'http://' . stream_socket_get_name($listener, false) . '/webhook';
[$status] = api('PUT', '/_emulator/webhooks/settings', ['url' => $url], getenv('PORTONE_EMULATOR_URL'));
if ($status !== 200) {
    throw new Exception("webhook settings: $status");
}

$order = ['customer_uid' => 'kim', 'merchant_uid' => 'order-1', 'amount' => 9900, 'name' => 'a month'];
$charge = api('POST', '/subscribe/payments/again', $order)[1]['response'];
echo "charge {$charge['status']} {$charge['amount']}\n";
$imp_uid = take_webhook($listener)['imp_uid'];
$fetched = api('GET', "/payments/$imp_uid")[1]['response'];
echo "webhook {$fetched['status']} {$fetched['amount']}\n";
$found = api('GET', '/payments/find/order-1')[1]['response'];
echo "lookup {$found['merchant_uid']} {$found['status']}\n";
echo 'second charge refused ', api('POST', '/subscribe/payments/again', $order)[1]['code'], "\n";
$cancelled = api('POST', '/payments/cancel', ['imp_uid' => $imp_uid, 'reason' => 'returned'])[1]['response'];
echo "cancel {$cancelled['status']} {$cancelled['cancel_amount']}\n";

$now = time();
$schedules = [['merchant_uid' => 'order-2', 'schedule_at' => $now + 86400, 'amount' => 9900]];
$planned = api('POST', '/subscribe/payments/schedule', ['customer_uid' => 'kim', 'schedules' => $schedules])[1]['response'][0];
echo "schedule {$planned['merchant_uid']} {$planned['schedule_status']}\n";
$to = $now + 172800;
$listed = api('GET', "/subscribe/payments/schedule/customers/kim?from=$now&to=$to")[1];
echo 'list ', count($listed['response']['list']), "\n";
$revoked = api('POST', '/subscribe/payments/unschedule', ['customer_uid' => 'kim'])[1]['response'][0];
echo "unschedule {$revoked['merchant_uid']} {$revoked['schedule_status']}\n";
echo 'unknown payment ', api('GET', '/payments/imp_000000000000')[0], "\n";

$sale = ['pg' => 'kcp', 'name' => 'cash', 'amount' => 9900, 'identifier' => '010-1234-5678'];
$receipt = api('POST', '/receipts/external/cash-1', $sale)[1]['response'];
echo "receipt {$receipt['type']} {$receipt['amount']} {$receipt['vat']}\n";
echo 'second receipt refused ', api('POST', '/receipts/external/cash-1', $sale)[0], "\n";
echo 'receipt found ', api('GET', '/receipts/external/cash-1')[1]['response']['amount'], "\n";
echo 'receipt cancelled ', api('DELETE', '/receipts/external/cash-1')[1]['response']['merchant_uid'], "\n";
echo 'receipt of a card refused ', api('POST', "/receipts/$imp_uid", ['identifier' => '010-1234-5678'])[0], "\n";

$person = ['pg' => 'danal', 'merchant_uid' => 'join-1', 'name' => 'kim', 'phone' => '010-1234-5678', 'birth' => '820213',
    'gender_digit' => 1, 'carrier' => 'SKT'];
[$status, $requested] = api('POST', '/certifications/otp/request', $person);
echo "otp requested $status\n";
$certified = '/certifications/' . $requested['response']['imp_uid'];
$confirm = '/certifications/otp/confirm/' . $requested['response']['imp_uid'];
echo 'wrong otp refused ', api('POST', $confirm, ['otp' => '000000'])[0], "\n";
$sent = api('GET', '/_emulator/certifications?merchant_uid=join-1', null, getenv('PORTONE_EMULATOR_URL'))[1];
$code = ['otp' => $sent['certifications'][0]['otp']];  // a person reads it on the telephone
$confirmed = api('POST', $confirm, $code)[1]['response'];
echo "certified {$confirmed['merchant_uid']} {$confirmed['name']}\n";
echo 'second confirmation refused ', api('POST', $confirm, $code)[0], "\n";
echo 'certification found ', api('GET', $certified)[1]['response']['name'], "\n";
echo 'certification deleted ', api('DELETE', $certified)[1]['response']['merchant_uid'], "\n";
echo 'deleted certification ', api('GET', $certified)[0], "\n";
$window = ['kind' => 'certification', 'params' => ['pg' => 'danal', 'merchant_uid' => 'join-2']];  // as a page opens it
$told = api('POST', '/_emulator/checkouts', $window, getenv('PORTONE_EMULATOR_URL'))[1]['callback'];
echo 'window certified ', api('GET', '/certifications/' . $told['imp_uid'])[1]['response']['merchant_uid'], "\n";
