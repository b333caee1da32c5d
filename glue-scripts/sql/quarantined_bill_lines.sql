-- Lines of the bill that price nothing because they are impossible, as they came.
SELECT file, complaint AS reason, line FROM judged_cur_lines WHERE complaint IS NOT NULL
