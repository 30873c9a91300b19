#!/bin/sh
# SPDX-License-Identifier: MIT
# A cron job with curl, written as usual: the host is a literal. It takes no webhooks, so
# it asks the emulator whether one was sent.
set -eu
api=https://api.iamport.kr
curl=/usr/bin/curl

# call METHOD PATH [JSON]: prints the reply; the status is in $reply_status.
call() {
  reply=$($curl -sS -w '\n%{http_code}' -X "$1" "$api$2" -H "Authorization: ${token-}" \
    ${3:+-H "Content-Type: application/json" -d "$3"})
  reply_status=${reply##*
}
  reply=${reply%
*}
}
# field NAME: its first value in the reply
field() { printf '%s' "$reply" | sed "s/.*\"$1\":\"*\([^,\"}]*\).*/\1/"; }

call POST /users/getToken "{\"imp_key\":\"$IMP_KEY\",\"imp_secret\":\"$IMP_SECRET\"}"
if [ "$reply_status" != 200 ]; then echo "getToken: $reply" >&2; exit 1; fi
token=$(field access_token)
echo "token $reply_status"
call POST /users/getToken "{\"imp_key\":\"$IMP_KEY\",\"imp_secret\":\"wrong\"}"
echo "wrong secret $reply_status"
call POST /subscribe/customers/kim \
  '{"card_number":"1234-1234-1234-1234","expiry":"2030-12","birth":"820213","pwd_2digit":"00"}'
echo "key $(field customer_uid)"
order='{"customer_uid":"kim","merchant_uid":"order-1","amount":9900,"name":"a month"}'
$curl -sSf -o /dev/null -X PUT "$PORTONE_EMULATOR_URL/_emulator/webhooks/settings" \
  -H 'Content-Type: application/json' -d '{"url":"http://127.0.0.1:9/webhook"}'
call POST /subscribe/payments/again "$order"
echo "charge $(field status) $(field amount)"
imp_uid=$(field imp_uid)
$curl -sSf -o /dev/null -X POST "$PORTONE_EMULATOR_URL/_emulator/settle"
$curl -sSf "$PORTONE_EMULATOR_URL/_emulator/webhooks?imp_uid=$imp_uid&status=paid" | grep -q order-1
call GET "/payments/$imp_uid"
echo "webhook $(field status) $(field amount)"
call GET /payments/find/order-1
echo "lookup $(field merchant_uid) $(field status)"
call POST /subscribe/payments/again "$order"
echo "second charge refused $(field code)"
call POST /payments/cancel "{\"imp_uid\":\"$imp_uid\",\"reason\":\"returned\"}"
echo "cancel $(field status) $(field cancel_amount)"
now=$(date +%s)
call POST /subscribe/payments/schedule "{\"customer_uid\":\"kim\",\"schedules\":[{\"merchant_uid\":\"order-2\",\"schedule_at\":$((now + 86400)),\"amount\":9900}]}"
echo "schedule $(field merchant_uid) $(field schedule_status)"
call GET "/subscribe/payments/schedule/customers/kim?from=$now&to=$((now + 172800))"
echo "list $(field total)"
call POST /subscribe/payments/unschedule '{"customer_uid":"kim"}'
echo "unschedule $(field merchant_uid) $(field schedule_status)"
call GET /payments/imp_000000000000
echo "unknown payment $reply_status"
sale='{"pg":"kcp","name":"cash","amount":9900,"identifier":"010-1234-5678"}'
call POST /receipts/external/cash-1 "$sale"
echo "receipt $(field type) $(field amount) $(field vat)"
call POST /receipts/external/cash-1 "$sale"
echo "second receipt refused $reply_status"
call GET /receipts/external/cash-1
echo "receipt found $(field amount)"
call DELETE /receipts/external/cash-1
echo "receipt cancelled $(field merchant_uid)"
call POST "/receipts/$imp_uid" '{"identifier":"010-1234-5678"}'
echo "receipt of a card refused $reply_status"
call POST /certifications/otp/request \
  '{"pg":"danal","merchant_uid":"join-1","name":"kim","phone":"010-1234-5678","birth":"820213","gender_digit":1,"carrier":"SKT"}'
echo "otp requested $reply_status"
certified=$(field imp_uid)
call POST "/certifications/otp/confirm/$certified" '{"otp":"000000"}'
echo "wrong otp refused $reply_status"
reply=$($curl -sSf "$PORTONE_EMULATOR_URL/_emulator/certifications?merchant_uid=join-1")
code="{\"otp\":\"$(field otp)\"}" # a person reads it on the telephone
call POST "/certifications/otp/confirm/$certified" "$code"
echo "certified $(field merchant_uid) $(field name)"
call POST "/certifications/otp/confirm/$certified" "$code"
echo "second confirmation refused $reply_status"
call GET "/certifications/$certified"
echo "certification found $(field name)"
call DELETE "/certifications/$certified"
echo "certification deleted $(field merchant_uid)"
call GET "/certifications/$certified"
echo "deleted certification $reply_status"
reply=$($curl -sSf -X POST "$PORTONE_EMULATOR_URL/_emulator/checkouts" \
  -d '{"kind":"certification","params":{"pg":"danal","merchant_uid":"join-2"}}') # as a page opens it
call GET "/certifications/$(field imp_uid)"
echo "window certified $(field merchant_uid)"
