// SPDX-License-Identifier: MIT
// A shop in Go, written as usual: the host is a literal, webhooks are looked up again.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

const apiURL = "https://api.iamport.kr"

type object = map[string]interface{}

var token string

func send(method, url string, fields interface{}) (int, object) {
	var body bytes.Buffer
	if fields != nil {
		if err := json.NewEncoder(&body).Encode(fields); err != nil {
			log.Fatal(err)
		}
	}
	request, err := http.NewRequest(method, url, &body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", token)
	if fields != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	var decoded object
	if err := json.NewDecoder(response.Body).Decode(&decoded); err != nil {
		log.Fatal(err)
	}
	return response.StatusCode, decoded
}

func api(method, path string, fields interface{}) (int, object) {
	return send(method, apiURL+path, fields)
}

func one(_ int, envelope object) object {
	return envelope["response"].(object)
}

func first(_ int, envelope object) object {
	return envelope["response"].([]interface{})[0].(object)
}

func main() {
	key, secret := os.Getenv("IMP_KEY"), os.Getenv("IMP_SECRET")
	status, login := api("POST", "/users/getToken", object{"imp_key": key, "imp_secret": secret})
	if status != 200 {
		log.Fatal(login)
	}
	token = one(0, login)["access_token"].(string)
	fmt.Println("token", status)
	status, _ = api("POST", "/users/getToken", object{"imp_key": key, "imp_secret": "wrong"})
	fmt.Println("wrong secret", status)

	card := object{"card_number": "1234-1234-1234-1234", "expiry": "2030-12", "birth": "820213", "pwd_2digit": "00"}
	fmt.Println("key", one(api("POST", "/subscribe/customers/kim", card))["customer_uid"])

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	webhooks := make(chan object, 10)
	go http.Serve(listener, http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		var webhook object
		if err := json.NewDecoder(request.Body).Decode(&webhook); err != nil {
			log.Fatal(err)
		}
		webhooks <- webhook
	}))
	settings := object{"url": "http://" + listener.Addr().String() + "/webhook"}
	if status, reply := send("PUT", os.Getenv("PORTONE_EMULATOR_URL")+"/_emulator/webhooks/settings", settings); status != 200 {
		log.Fatal(reply)
	}

	order := object{"customer_uid": "kim", "merchant_uid": "order-1", "amount": 9900, "name": "a month"}
	charge := one(api("POST", "/subscribe/payments/again", order))
	fmt.Println("charge", charge["status"], charge["amount"])
	impUID := (<-webhooks)["imp_uid"].(string)
	fetched := one(api("GET", "/payments/"+impUID, nil))
	fmt.Println("webhook", fetched["status"], fetched["amount"])
	found := one(api("GET", "/payments/find/order-1", nil))
	fmt.Println("lookup", found["merchant_uid"], found["status"])
	_, refused := api("POST", "/subscribe/payments/again", order)
	fmt.Println("second charge refused", refused["code"])
	cancelled := one(api("POST", "/payments/cancel", object{"imp_uid": impUID, "reason": "returned"}))
	fmt.Println("cancel", cancelled["status"], cancelled["cancel_amount"])

	now := time.Now().Unix()
	planned := first(api("POST", "/subscribe/payments/schedule", object{"customer_uid": "kim",
		"schedules": []object{{"merchant_uid": "order-2", "schedule_at": now + 86400, "amount": 9900}}}))
	fmt.Println("schedule", planned["merchant_uid"], planned["schedule_status"])
	path := fmt.Sprintf("/subscribe/payments/schedule/customers/kim?from=%d&to=%d", now, now+172800)
	fmt.Println("list", len(one(api("GET", path, nil))["list"].([]interface{})))
	revoked := first(api("POST", "/subscribe/payments/unschedule", object{"customer_uid": "kim"}))
	fmt.Println("unschedule", revoked["merchant_uid"], revoked["schedule_status"])
	status, _ = api("GET", "/payments/imp_000000000000", nil)
	fmt.Println("unknown payment", status)

	sale := object{"pg": "kcp", "name": "cash", "amount": 9900, "identifier": "010-1234-5678"}
	receipt := one(api("POST", "/receipts/external/cash-1", sale))
	fmt.Println("receipt", receipt["type"], receipt["amount"], receipt["vat"])
	status, _ = api("POST", "/receipts/external/cash-1", sale)
	fmt.Println("second receipt refused", status)
	fmt.Println("receipt found", one(api("GET", "/receipts/external/cash-1", nil))["amount"])
	fmt.Println("receipt cancelled", one(api("DELETE", "/receipts/external/cash-1", nil))["merchant_uid"])
	status, _ = api("POST", "/receipts/"+impUID, object{"identifier": "010-1234-5678"})
	fmt.Println("receipt of a card refused", status)
	certify()
}

func certify() {
	emulator := os.Getenv("PORTONE_EMULATOR_URL") + "/_emulator"
	status, reply := api("POST", "/certifications/otp/request", object{"pg": "danal", "merchant_uid": "join-1",
		"name": "kim", "phone": "010-1234-5678", "birth": "820213", "gender_digit": 1, "carrier": "SKT"})
	fmt.Println("otp requested", status)
	impUID := one(status, reply)["imp_uid"].(string)
	confirm := "/certifications/otp/confirm/" + impUID
	status, _ = api("POST", confirm, object{"otp": "000000"})
	fmt.Println("wrong otp refused", status)
	_, sent := send("GET", emulator+"/certifications?merchant_uid=join-1", nil)
	// A person reads it on the telephone.
	code := object{"otp": sent["certifications"].([]interface{})[0].(object)["otp"]}
	confirmed := one(api("POST", confirm, code))
	fmt.Println("certified", confirmed["merchant_uid"], confirmed["name"])
	status, _ = api("POST", confirm, code)
	fmt.Println("second confirmation refused", status)
	fmt.Println("certification found", one(api("GET", "/certifications/"+impUID, nil))["name"])
	fmt.Println("certification deleted", one(api("DELETE", "/certifications/"+impUID, nil))["merchant_uid"])
	status, _ = api("GET", "/certifications/"+impUID, nil)
	fmt.Println("deleted certification", status)
	_, window := send("POST", emulator+"/checkouts", object{"kind": "certification", // as a page opens it
		"params": object{"pg": "danal", "merchant_uid": "join-2"}})
	told := window["callback"].(object)["imp_uid"].(string)
	fmt.Println("window certified", one(api("GET", "/certifications/"+told, nil))["merchant_uid"])
}
