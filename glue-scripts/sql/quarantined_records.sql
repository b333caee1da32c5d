-- Records of flow logs that are in no total because they are impossible, as they came.
SELECT file, complaint AS reason, line FROM judged_records WHERE status = 'MALFORMED'
