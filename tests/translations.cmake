cmake_minimum_required(VERSION 3.25)

# Fails when a text has no Chinese, or when the .ts files lack a text of the sources. Run by CTest.
file(READ ${TS_DIR}/lifeboat_zh_CN.ts chinese)
if(chinese MATCHES "type=\"unfinished\"")
    string(REGEX MATCHALL "type=\"unfinished\"" unfinished "${chinese}")
    list(LENGTH unfinished count)
    message(SEND_ERROR "lifeboat_zh_CN.ts: ${count} texts are unfinished")
endif()

file(GLOB_RECURSE sources ${SOURCE_DIR}/src/*.cpp ${SOURCE_DIR}/src/*.h ${SOURCE_DIR}/forms/*.ui)
set(copy ${CMAKE_CURRENT_BINARY_DIR}/translations-check/lifeboat_zh_CN.ts)
file(COPY ${TS_DIR}/lifeboat_zh_CN.ts DESTINATION ${CMAKE_CURRENT_BINARY_DIR}/translations-check)
execute_process(COMMAND ${LUPDATE} -silent -no-obsolete -locations none -I ${SOURCE_DIR}/src ${sources} -ts ${copy}
                RESULT_VARIABLE code ERROR_VARIABLE errors)
if(code)
    message(SEND_ERROR "lupdate: ${errors}")
endif()
file(READ ${copy} updated)
if(updated MATCHES "type=\"unfinished\"")
    string(REGEX MATCHALL "<source>[^<]*</source>[^<]*<translation type=\"unfinished\"" missing "${updated}")
    list(LENGTH missing count)
    message(SEND_ERROR "lifeboat_zh_CN.ts lacks ${count} texts of the sources: run the update_translations target")
endif()
