# Shared by the benchmarks: starting the emulator and nginx, credentials, advances, medians. Source it after
# setting `here` to this folder. `stop` ends all started processes, also on failure.
program=${PROGRAM:-$here/../build/release/src/portone-emulator}
key=imp_apikey
secret=ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f
PATH=$PATH:/usr/sbin

work=$(mktemp -d)
emulator_pid='' nginx_pid='' shop_pid='' background_pids=''
stop() {
  for pid in $shop_pid $emulator_pid $background_pids $nginx_pid; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap stop EXIT

# start_emulator [ARGUMENT...]: sets emulator_pid, base and ready_ms.
start_emulator() {
  local fifo=$work/ready line begin end
  rm -f "$fifo" && mkfifo "$fifo"
  begin=$(date +%s%N)
  "$program" serve --port 0 --log-level "${log_level:-error}" "$@" >"$fifo" 2>"$work/emulator.log" &
  emulator_pid=$!
  read -r line <"$fifo"
  end=$(date +%s%N)
  ready_ms=$(awk -v ns=$((end - begin)) 'BEGIN {printf "%.1f", ns / 1e6}')
  base=$(sed 's/.*ready: \([^ ]*\) .*/\1/' <<<"$line")
}
stop_emulator() {
  kill "$emulator_pid" && wait "$emulator_pid" || true
  emulator_pid=''
}

median() { sort -g | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }
reset() { curl -fsS -X POST "$base/_emulator/reset" -o /dev/null; }
get_token() { curl -fsS "$base/users/getToken" -d imp_key=$key -d imp_secret=$secret; }

authorization() { get_token | sed 's/.*"access_token":"\([^"]*\)".*/Authorization: \1/'; }

post() { # post TARGET: sends the body from standard input
  curl -fsS -H "$auth" -H 'Content-Type: application/json' --data-binary @- "$base$1" -o /dev/null
}

# schedule COUNT: schedules that many charges of one customer, one second apart.
schedule() {
  local begin now per_call=4000 # a request stays below a megabyte
  auth=$(authorization)
  post /subscribe/customers/kim <<<'{"card_number":"1234-1234-1234-1234","expiry":"2030-12","birth":"820213","pwd_2digit":"00"}'
  now=$(curl -fsS -X PUT "$base/_emulator/clock" -d '{"mode":"manual"}' | sed 's/.*"now_unix":\([0-9]*\).*/\1/')
  for ((begin = 0; begin < $1; begin += per_call)); do
    awk -v begin="$begin" -v count="$1" -v most="$per_call" -v now="$now" 'BEGIN {
      printf "{\"customer_uid\":\"kim\",\"schedules\":["
      for (i = begin; i < count && i < begin + most; ++i)
        printf "%s{\"merchant_uid\":\"b-%d\",\"schedule_at\":%d,\"amount\":3000,\"name\":\"bench\"}", \
          (i > begin ? "," : ""), i, now + 1 + i
      print "]}"
    }' | post /subscribe/payments/schedule
  done
}

# advance PERIOD: prints "events webhooks seconds".
advance() {
  curl -fsS -w ' %{time_total}\n' "$base/_emulator/clock/advance" -d '{"by":"'"$1"'"}' |
    sed 's/.*"fired_total":\([0-9]*\).*"succeeded":\([0-9]*\).* \([0-9.]*\)$/\1 \2 \3/'
}

start_nginx() {
  local port
  mkdir -p "$work/www" "$work/nginx"
  chmod -R a+rX "$work"
  for _ in $(seq 20); do
    port=$((20000 + RANDOM % 10000))
    cat >"$work/nginx.conf" <<CONF
daemon off; master_process on; worker_processes 2; pid $work/nginx/pid; error_log $work/nginx/error.log;
events { worker_connections 1024; }
http {
  access_log off; tcp_nodelay on; sendfile on; keepalive_requests 1000000000; keepalive_timeout 75;
  client_body_temp_path $work/nginx/body; proxy_temp_path $work/nginx/proxy;
  fastcgi_temp_path $work/nginx/fastcgi; uwsgi_temp_path $work/nginx/uwsgi; scgi_temp_path $work/nginx/scgi;
  default_type application/json;
  server {
    listen 127.0.0.1:$port; root $work/www;
    location / { error_page 405 =200 \$uri; }  # a POST is answered with the file, too
    location /hook { return 200; }
  }
}
CONF
    nginx -p "$work/nginx" -c "$work/nginx.conf" 2>/dev/null &
    nginx_pid=$!
    nginx_base=http://127.0.0.1:$port
    for _ in $(seq 50); do
      curl -fsS -m 1 -o /dev/null "$nginx_base/hook" 2>/dev/null && return
      kill -0 "$nginx_pid" 2>/dev/null || break
      sleep 0.05
    done
    kill "$nginx_pid" 2>/dev/null && wait "$nginx_pid" || true
  done
  echo "bench: nginx did not start" >&2
  cat "$work/nginx/error.log" >&2
  exit 1
}
