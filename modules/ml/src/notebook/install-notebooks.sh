# Installs the notebooks of a version and what they import: install-notebooks.sh S3_URL FOLDER PYTHON
set -eu
url=$1
python=$3
# One folder a version: what a user has changed in an earlier one stays as it is.
notebooks=$2/$(basename "$url")

if [ ! -d "$notebooks" ]; then
  part=$notebooks.part
  rm -rf "$part"
  aws s3 cp --recursive --quiet "$url" "$part"
  "$python" -m zipfile -e "$part/egress_etl.zip" "$part"
  rm "$part/egress_etl.zip"
  # The environment into which pip installs is not that of the kernel that Jupyter calls python3.
  sed -i 's/"name": "python3"/"name": "conda_python3"/' "$part"/*.ipynb
  mv "$part" "$notebooks"
fi
"$python" -m pip install --quiet --requirement "$notebooks/requirements.txt"
