# Runs as root at every start and must end within five minutes, so pip goes on in the background.
python=/home/ec2-user/anaconda3/envs/python3/bin/python

base64 --decode > /usr/local/bin/stop-when-idle.py <<< "$STOP_WHEN_IDLE"
systemd-run --unit stop-when-idle --on-active=10min --on-unit-active=5min \
  "$python" /usr/local/bin/stop-when-idle.py "$IDLE_MINUTES"

if [ -n "$PACKAGES" ]; then
  # Not quoted: a word for each package.
  systemd-run --unit install-packages --uid ec2-user "$python" -m pip install --quiet $PACKAGES
fi
