<?php
// SPDX-License-Identifier: MIT
// A shop with a monthly subscription in PHP, written as usual: the real host is a literal, and the
// next charge is planned by the clock of the machine. PHP keeps nothing between two requests, so there
// is a file. SHOP_DATA=data.json php -S 127.0.0.1:8000 shop.php
date_default_timezone_set(getenv('TZ') ?: 'Asia/Seoul');
$file = getenv('SHOP_DATA');
$data = is_file($file) ? json_decode(file_get_contents($file), true) : ['ledger' => [], 'token' => ['expired_at' => 0], 'last_paid' => ''];

function api(string $method, string $path, ?array $fields = null): array
{
    global $data;
    if ($path !== '/users/getToken' && $data['token']['expired_at'] <= time() + 60) {
        $data['token'] = api('POST', '/users/getToken', ['imp_key' => 'php-shop', 'imp_secret' => 'secret']);
    }
    $curl = curl_init("https://api.iamport.kr$path");
    curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
    curl_setopt($curl, CURLOPT_CUSTOMREQUEST, $method);
    curl_setopt($curl, CURLOPT_HTTPHEADER, ['Content-Type: application/json', 'Authorization: ' . ($data['token']['access_token'] ?? '')]);
    if ($fields !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($fields));
    }
    $body = curl_exec($curl);
    if ($body === false) {
        throw new Exception(curl_error($curl));
    }
    $reply = json_decode($body, true);
    $status = curl_getinfo($curl, CURLINFO_HTTP_CODE);
    if ($status !== 200 || $reply['code'] !== 0) {
        throw new Exception("$path: $status {$reply['message']}");
    }
    return $reply['response'];
}

function make_order_number(): string
{
    return 'order_' . (int) (microtime(true) * 1000);
}

function plan_next(int $time): void
{
    api('POST', '/subscribe/payments/schedule', ['customer_uid' => 'kim',
        'schedules' => [['merchant_uid' => make_order_number(), 'schedule_at' => $time, 'amount' => 9900]]]);
}

function record(string $status, int $amount): void
{
    global $data;
    $data['ledger'][] = date('Y-m-d') . " $status $amount";
}

switch ($_SERVER['REQUEST_URI']) {
    case '/subscribe':
        api('POST', '/subscribe/customers/kim', ['card_number' => '1234-1234-1234-1234', 'expiry' => '2030-12',
            'birth' => '820213', 'pwd_2digit' => '00']);
        api('POST', '/subscribe/payments/again', ['customer_uid' => 'kim', 'merchant_uid' => make_order_number(),
            'amount' => 9900, 'name' => 'a month']);
        break;
    case '/webhook':
        $payment = api('GET', '/payments/' . json_decode(file_get_contents('php://input'), true)['imp_uid']);
        record($payment['status'], $payment['amount']);
        if ($payment['status'] === 'paid') {
            $data['last_paid'] = $payment['imp_uid'];
            plan_next(strtotime('+1 month'));
        } elseif ($payment['status'] === 'failed') {
            plan_next(strtotime('+1 day'));
        }
        break;
    case '/refund':
        $payment = api('POST', '/payments/cancel', ['imp_uid' => $data['last_paid'], 'reason' => 'not wanted']);
        record('refunded', $payment['cancel_amount']);
        break;
    case '/ledger':
        foreach ($data['ledger'] as $line) {
            echo "$line\n";
        }
        break;
}
file_put_contents($file, json_encode($data));
