# Runs as root at every start and must end within five minutes, so what takes longer goes on in the background. No line may
# end in a backslash: cdktf loses it.
python=/home/ec2-user/anaconda3/envs/python3/bin/python

stop=/usr/local/bin/stop-when-idle.py
base64 --decode > "$stop" <<< "$STOP_WHEN_IDLE"
systemd-run --unit stop-when-idle --on-active=10min --on-unit-active=5min "$python" "$stop" "$IDLE_MINUTES"

if [ -n "$NOTEBOOKS_BUCKET" ]; then
  install=/usr/local/bin/install-notebooks.sh
  base64 --decode > "$install" <<< "$INSTALL_NOTEBOOKS"
  set -- bash "$install" "s3://$NOTEBOOKS_BUCKET/$NOTEBOOKS_FOLDER" /home/ec2-user/SageMaker "$python"
  systemd-run --unit install-notebooks --uid ec2-user "--setenv=PATH=$PATH" "$@"
fi
