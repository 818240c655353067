# Sourced by run: what comes after the screening. A warning travels the network, becomes a crisis case with a consultation
# and a referral; another student gets better and leaves the care list. Each step as the people concerned see it, and each
# is checked: what is not so ends the demo.

# must WHAT FILTER LOGIN COMMAND…: the answer, as JSON, must be as the jq filter says.
must() {
    local what=$1 filter=$2 login=$3
    shift 3
    as "$login" "$@" --json | jq -e "$filter" >/dev/null || { echo "not so: $what" >&2; exit 1; }
}

# refused CODE LOGIN COMMAND…: must end with this code (3: not allowed; 1: refused); shows what the person is told.
refused() {
    local code=$1 login=$2 status=0
    shift 2
    printf '%s, xinyu %s: ' "$login" "$1 $2"
    as "$login" "$@" 2>&1 || status=$?
    [ "$status" = "$code" ] || { echo "not so: $login is refused $1 $2 ($status)" >&2; exit 1; }
}

# until_so WHAT FILTER LOGIN COMMAND…: waits, half a minute at most, until it is so.
until_so() {
    local what=$1
    for _ in $(seq 60); do
        if (must "$@") 2>/dev/null; then return; fi
        sleep 0.5
    done
    echo "never came: $what" >&2
    exit 1
}

# answer FILTER LOGIN COMMAND…: something of an answer.
answer() {
    local filter=$1 login=$2
    shift 2
    as "$login" "$@" --json | jq -r "$filter"
}

#---------------------------------------------------------------------------------------------------------------------
step "Second chapter. The early-warning network: a named person at each unit, and where it has holes" \
    "第二章　预警网络：每级一名责任人，缺口一目了然"
as registrar network assign "$class" "${account[teacher]}" >/dev/null
as registrar network assign "$grade" "${account[gradelead]}" >/dev/null
as registrar network assign "$school" "${account[counsellor]}" >/dev/null
as lead network show "$class"
as lead network gaps "$school" | head -n 4

say "For this exercise a concern must be taken within 8 seconds instead of 24 hours, and the care list has no dwell time
instead of 28 days: .demo/rules is changed, and the daemon started again." \
    "为演示，“重点关注”预警的认领期限由 24 小时改为 8 秒，关爱清单停留期由 28 天改为 0：修改 .demo/rules 后重启服务。"
stop_daemon
exercise() { jq "$2" config/rules/"$1" >$demo/rules/"$1"; }
exercise deadlines.json '.concern.acknowledge = "8s" | .concern.hop = "15m"'
exercise care.json '.dwell = { watch: "0s", concern: "0s", crisis: "0s" }'
start_daemon

#---------------------------------------------------------------------------------------------------------------------
# Somebody of the same class about whom nothing is known yet.
warned=$(answer '[.warnings[]?.studentId]' counsellor warnings list "$school")
second=$(as counsellor roster list "$class" --json |
    jq -r --argjson warned "$warned" \
        '[.students[] | select(.id as $id | $warned | index($id) | not)] | sort_by(.number)[0].id')
second_name=$(as counsellor roster list "$class" --json | jq -r ".students[] | select(.id == \"$second\") | .name")

step "A hotline calls the school: the class teacher passes it on, and is not told what comes of it" \
    "心理热线来电：班主任上报线索，不获知后续处置内容"
echo "家长致电心理热线：孩子连续一周失眠，不肯上学，说做什么都没有意义。" |
    as teacher signals report "$second" HOTLINE --trust CONFIRMED >/dev/null
alarm=$(answer "[.warnings[] | select(.studentId == \"$second\")][0].id" counsellor warnings list "$school")
refused 3 teacher warnings list "$class"

step "The grade lead is told first: a name and a deadline, and neither level nor reason" \
    "首先通知年级负责人：只见姓名与期限，不见等级与原因"
until_so "the grade lead is told" '[.items[] | select(.kind == "DUE_KIND_ACKNOWLEDGE_WARNING" and has("level") == false)] | length == 1' \
    gradelead day
as gradelead day | head -n 2

step "Nobody takes it in time: it goes one unit up, to the school" "无人按时认领：逐级升级至学校"
until_so "the warning is escalated" '[.steps[] | select(.change == "WARNING_CHANGE_ESCALATED")] | length == 1' \
    counsellor warnings history "$alarm"
must "the counsellor is told" '[.items[] | select(.subjectId == "'"$alarm"'")] | length == 1' counsellor day
as counsellor warnings acknowledge "$alarm"
second_care=$(echo "失眠一周，有轻生念头，未有计划；已联系监护人到校。" |
    as counsellor warnings interview "$alarm" CRISIS --advice "全天专人陪同，不单独离校；有变化立即告知心理教师。")
as counsellor care activate "$second_care" CRISIS "面谈确认" --evidence WARNING --evidence-id "$alarm" \
    --advice "全天专人陪同，不单独离校；有变化立即告知心理教师。"
as counsellor warnings history "$alarm"
must "it is confirmed" '[.steps[].change] | index("WARNING_CHANGE_ACKNOWLEDGED") and index("WARNING_CHANGE_CONFIRMED")' \
    counsellor warnings history "$alarm"

#---------------------------------------------------------------------------------------------------------------------
step "The crisis lead opens a case: a checklist with deadlines, and always a next step" \
    "专班负责人启动危机个案：清单有时限，下一步有专人"
crisis=$(echo "面谈中说到轻生，已有具体诱因。" |
    as lead crisis open "$second" --warning "$alarm" --helper "${account[counsellor]}" --helper "${account[teacher]}")
for point in CONSTANT_COMPANY MEANS_REMOVED GUARDIANS_TOLD; do as counsellor crisis point "$crisis" $point; done
as lead crisis show "$crisis"
must "a hospital is still to be contacted" \
    '[.crisisCase.points[] | select(.state == "POINT_STATE_OPEN")] | length == 2' lead crisis show "$crisis"

step "Experts are consulted: they see the case without the person" "专家会诊：专家所见为去标识病例"
consultation=$(as counsellor consultation request "$second" "是否需要药物治疗与住院？" \
    "初中生，失眠一周，拒绝上学，有轻生念头，无计划。" --urgent)
as counsellor consultation assign "$consultation" "${account[expert]}" "${account[expert2]}" >/dev/null
for login in expert expert2; do as $login opinion declare "$consultation" >/dev/null; done
as expert opinion file "$consultation" --purpose "会诊"
must "the file has no name, number, place or identifier of anybody" \
    'tostring | (contains("'"$second_name"'") or contains("'"$second"'") or contains("青禾") or contains("20260")) | not' \
    expert opinion file "$consultation" --purpose "会诊"
as expert opinion give "$consultation" "建议尽快到定点医院评估，暂不住院。" --level CRISIS
as expert2 opinion give "$consultation" "同意门诊评估，一周内复诊。" --level CRISIS
as expert opinion peers "$consultation"
must "the consultation is open" '.consultation.state == "CONSULTATION_STATE_OPINIONS_IN"' \
    counsellor consultation show "$consultation"
refused 3 expert roster list "$class"

step "A referral by the green channel: the hospital sees what the guardian has consented to" \
    "经绿色通道转介：定点医院只见监护人同意提供的内容"
referral=$(as counsellor referral draft "$second" "$hospital" "轻生念头，需专科评估" "失眠一周，专家建议门诊评估。" \
    --contact "心理辅导室 林老师" --crisis --green-channel)
as counsellor referral consent "$referral" GUARDIAN "母亲到校签署纸质同意书" \
    --show IDENTITY --show REASON --show CONTACTS >/dev/null
as counsellor referral send "$referral" >/dev/null
as liaison hospital list "$hospital"
as liaison hospital show "$referral"
must "summary, scores and level are withheld" \
    '.referral.withheld == ["REFERRAL_SECTION_SUMMARY", "REFERRAL_SECTION_SCORES", "REFERRAL_SECTION_ATTENTION_LEVEL"] and (.referral | has("summary") or has("scores") | not)' \
    liaison hospital show "$referral"
as liaison hospital receive "$referral" --json >/dev/null
as liaison hospital schedule "$referral" "$(date -d '+1 day' +%FT09:30:00%:z)" --json >/dev/null
as counsellor crisis point "$crisis" HOSPITAL_CONTACTED
as lead crisis point "$crisis" REPORTED_UP
echo "清单全部完成，次日门诊。" |
    as lead crisis advance "$crisis" STABILISE --step "陪同门诊评估" --step-within 2d
must "the case is stabilising" '.crisisCase.state == "CRISIS_STATE_STABILISING" and (.crisisCase | has("nextStep"))' \
    lead crisis show "$crisis"

#---------------------------------------------------------------------------------------------------------------------
step "The same student, as the others see it: the class teacher" "同一名学生，其他角色所见：班主任"
as teacher care list "$class"
must "the class teacher sees level and advice, and no scores" \
    '[.entries[] | select(.studentId == "'"$second"'")][0] | .level == "ATTENTION_LEVEL_CRISIS" and (.supportAdvice | length > 0) and (has("scores") or has("history") | not)' \
    teacher care list "$class"
refused 3 teacher crisis show "$crisis"

step "The grade lead: how many in each class" "年级负责人：各班人数"
as gradelead care counts "$grade"

step "The mentor: support advice for the own mentee" "成长导师：只见本人学生的支持建议"
as counsellor mentors enlist "$school" "${account[mentor]}" --trained >/dev/null
as counsellor mentors assign "$student" "${account[mentor]}" "重点关爱学生优先配备" >/dev/null
as mentor mentors mine
must "the mentor has one mentee, and neither level nor scores" \
    '.mentees | length == 1 and (.[0] | has("supportAdvice") and (has("level") or has("scores") | not))' mentor mentors mine
refused 3 mentor timeline "$student" --purpose "看看"

step "The peer observer: reports, and sees nobody" "心理委员：只上报，不可见任何人"
echo "课间常独自趴在桌上。" | as peer observe "$second" >/dev/null
refused 3 peer roster list "$class"

step "The student: own questionnaires and appointments, never a score" "学生本人：自己的问卷与预约，不见分数"
answer ".codes[] | select(.studentId == \"$second\") | .code" counsellor campaigns codes "$review" "$class" |
    as student login --code 2>/dev/null
as student sheets mine
refused 3 student results "$second"

step "The supervisor: figures, and those of few held back" "督导：仅见统计，人数较少者不显示"
as supervisor crisis count "$county"
must "one case is too few to be told" '.open.isHeldBack and .opened.isHeldBack' supervisor crisis count "$county"
refused 3 supervisor care list "$school"

#---------------------------------------------------------------------------------------------------------------------
step "The first student is only monitored now; eight weeks after the screening the same instrument again" \
    "第一名学生转入观察；测评八周后同一量表再测"
as counsellor care monitor "$care" "复测好转，转入观察" --evidence EFFECT --evidence-id "$plan"
last=$(as counsellor campaigns create "$school" "再次复测" --school-year 2026 --unit "$class" --instrument phq9 \
    --responder "${account[counsellor]}" --consent "我已了解复测目的，同意参加。")
as counsellor campaigns open "$last" --consent-collected
as counsellor sheets enter "$last" "$class" config/demo/follow-up.jsonl
latest=$(answer '[.results[] | select(.instrumentId == "phq9")] | sort_by(.scoredAt) | last.id' counsellor results "$student")
as counsellor plans effect "$plan" "$before" "$latest"
as counsellor plans series "$plan"
must "the change is reliable" '.series.points | last | .verdict == "EFFECT_VERDICT_IMPROVED" and .indexMilli <= -1960' \
    counsellor plans series "$plan"

step "The rule proposes, a person decides: off the care list" "规则给出建议，由人决定：移出关爱清单"
as counsellor care proposals "$school"
proposal=$(answer "[.proposals[] | select(.careEntryId == \"$care\")][0] | select(.proposal == \"CARE_PROPOSAL_REMOVE\") | .id" \
    counsellor care proposals "$school")
as counsellor care decide "$care" "$proposal" ACCEPT "两次复测均为可靠好转，移出清单"
as counsellor plans finish "$plan" COMPLETED "目标达成"
as counsellor care show "$care"
must "the student has left the list, on the evidence of a measured effect" \
    '.entry.state == "CARE_STATE_REMOVED" and (.entry.history | last.evidence.kind == "KIND_EFFECT")' counsellor care show "$care"
must "the class teacher's list has one student less" '[.entries[]? | .studentId] | index("'"$student"'") | not' \
    teacher care list "$class"
as teacher care list "$class"
